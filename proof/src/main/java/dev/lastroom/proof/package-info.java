/** The programs that try to break Lastroom's promises, and the judges of what came of it. */
@NullMarked
package dev.lastroom.proof;

import org.jspecify.annotations.NullMarked;
