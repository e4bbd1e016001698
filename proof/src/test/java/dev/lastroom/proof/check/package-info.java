/** Tests. */
@NullMarked
package dev.lastroom.proof.check;

import org.jspecify.annotations.NullMarked;
