/** Servers with wrong clocks, and what they must not destroy. */
@NullMarked
package dev.lastroom.proof.clocks;

import org.jspecify.annotations.NullMarked;
