@NullMarked
package dev.lastroom.store.files;

import org.jspecify.annotations.NullMarked;
