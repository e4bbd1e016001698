@NullMarked
package dev.lastroom.proof.coordination;

import org.jspecify.annotations.NullMarked;
