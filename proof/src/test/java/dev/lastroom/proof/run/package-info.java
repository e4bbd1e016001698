/** Tests. */
@NullMarked
package dev.lastroom.proof.run;

import org.jspecify.annotations.NullMarked;
