/** The contract of what keeps servers apart at a hot room type. */
@NullMarked
package dev.lastroom.store.testkit.coordination;

import org.jspecify.annotations.NullMarked;
