/** How a test gets the databases and the servers that it needs. */
@NullMarked
package dev.lastroom.store.testkit.database;

import org.jspecify.annotations.NullMarked;
