/** Tests of the trial of overload. */
@NullMarked
package dev.lastroom.proof.overload;

import org.jspecify.annotations.NullMarked;
