/* Paths as text, with "/" between folders and none first: "om/2020/round.yml". Touches no disk. For all
 * floors. Any thread. */
#ifndef BASE_PATH_H
#define BASE_PATH_H

#include "base/text.h"

/* "a/b" and "c" of "a/b/c"; "" and "c" of "c". Borrow. */
struct text path_folder(struct text path);
struct text path_name(struct text path);
/* "a/b" from "a" and "b"; in `arena`. An empty `folder` gives `name` itself. */
struct text path_join(struct arena *arena, struct text folder, struct text name);
/* Resolves "./" and "../" of `relative`, seen from `folder`; false when it would leave the top. In `arena`. */
bool path_resolve(struct arena *arena, struct text folder, struct text relative, struct text *resolved);
/* `path` as one writes it in a file of `folder`: "../meetings/x.md". In `arena`. */
struct text path_relative(struct arena *arena, struct text folder, struct text path);

#endif
