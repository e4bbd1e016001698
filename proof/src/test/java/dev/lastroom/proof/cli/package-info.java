/** Tests. */
@NullMarked
package dev.lastroom.proof.cli;

import org.jspecify.annotations.NullMarked;
