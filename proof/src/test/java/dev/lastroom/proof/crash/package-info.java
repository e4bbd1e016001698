/** Tests. */
@NullMarked
package dev.lastroom.proof.crash;

import org.jspecify.annotations.NullMarked;
