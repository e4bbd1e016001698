/** Tests of the overload trial. */
@NullMarked
package dev.lastroom.proof.overload;

import org.jspecify.annotations.NullMarked;
