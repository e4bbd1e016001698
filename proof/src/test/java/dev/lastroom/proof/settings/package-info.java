@NullMarked
package dev.lastroom.proof.settings;

import org.jspecify.annotations.NullMarked;
