@NullMarked
package dev.lastroom.proof.shipped;

import org.jspecify.annotations.NullMarked;
