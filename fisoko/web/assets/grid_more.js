// What is opened rarely on the filling page, as one module that comes when it is first used.
export { AsSubmitted } from "./changes/as_submitted.js"
export { FromFile } from "./changes/from_file.js"
export { Past } from "./changes/past.js"
export { Finder } from "./grid/more/finder.js"
export { showHelp } from "./grid/more/help.js"
export { Menu } from "./grid/more/menu.js"
export { Obstacles } from "./grid/more/obstacles.js"
