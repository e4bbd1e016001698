/** What the JDBC stores share: transactions, migrations, reads and the mapping of rows. */
@NullMarked
package dev.lastroom.store.jdbc;

import org.jspecify.annotations.NullMarked;
