/** Tests of the starvation trial: it finds what it looks for. */
@NullMarked
package dev.lastroom.proof.starvation;

import org.jspecify.annotations.NullMarked;
