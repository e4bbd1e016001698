@NullMarked
package dev.lastroom.proof.clocks;

import org.jspecify.annotations.NullMarked;
