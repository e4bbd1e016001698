/** Files that no other user of the machine may read or change, and locks that are waited for no longer than is said. */
@NullMarked
package dev.lastroom.store.files;

import org.jspecify.annotations.NullMarked;
