/** Import and export of inventory, prices and bookings as files. */
@NullMarked
package dev.lastroom.server.bulk;

import org.jspecify.annotations.NullMarked;
