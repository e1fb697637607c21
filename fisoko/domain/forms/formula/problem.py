"""What makes a text no formula of a form."""


class FormulaProblem(ValueError):
    """A formula that a form cannot have; its only argument is a Russian clause: «функция ВПР не поддерживается; …»."""
