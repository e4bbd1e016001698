/** Servers whose clocks are wrong, and what they may not destroy. */
@NullMarked
package dev.lastroom.proof.clocks;

import org.jspecify.annotations.NullMarked;
