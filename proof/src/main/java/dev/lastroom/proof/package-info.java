/** Programs that try to break Lastroom's promises, and the judges of the results. */
@NullMarked
package dev.lastroom.proof;

import org.jspecify.annotations.NullMarked;
