/** Whether a history can be explained by one command after the other. */
@NullMarked
package dev.lastroom.proof.check;

import org.jspecify.annotations.NullMarked;
