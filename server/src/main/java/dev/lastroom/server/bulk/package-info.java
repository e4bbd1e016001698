/** Inventory, prices and bookings in files, in and out. */
@NullMarked
package dev.lastroom.server.bulk;

import org.jspecify.annotations.NullMarked;
