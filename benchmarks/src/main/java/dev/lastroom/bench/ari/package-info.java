/** How far a mirror of a property's availability, rates and inventory is behind the changes. */
@NullMarked
package dev.lastroom.bench.ari;

import org.jspecify.annotations.NullMarked;
