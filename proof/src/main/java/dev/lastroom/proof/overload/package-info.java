/** More is asked of Lastroom than it can do, and its database goes away meanwhile. */
@NullMarked
package dev.lastroom.proof.overload;

import org.jspecify.annotations.NullMarked;
