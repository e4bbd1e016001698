@NullMarked
package dev.lastroom.store.jdbc.stored;

import org.jspecify.annotations.NullMarked;
