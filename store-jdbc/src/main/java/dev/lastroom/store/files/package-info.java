/** Files that no other user of the machine may read or change, and file locks with a time limit. */
@NullMarked
package dev.lastroom.store.files;

import org.jspecify.annotations.NullMarked;
