"""Panel's --auth-module: who is asking, and where one signs in."""

from fisoko.web.guard import get_user

login_url = "/login"
logout_url = "/logout"

__all__ = ["get_user", "login_url", "logout_url"]
