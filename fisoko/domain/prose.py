"""What a published text may be made of; everything else is taken out of it."""

TAGS = {"a", "b", "blockquote", "br", "em", "h3", "h4", "hr", "i", "li", "mark", "ol", "p", "s", "strong", "sub", "sup"}
TAGS |= {"table", "tbody", "td", "th", "thead", "tr", "u", "ul"}
ATTRIBUTES = {"a": {"href", "title"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}}
SCHEMES = {"http", "https", "mailto", "tel"}
LONGEST_TITLE = 500  # signs
