/** The common parts of the JDBC stores: transactions, migrations, reads and the mapping of rows. */
@NullMarked
package dev.lastroom.store.jdbc;

import org.jspecify.annotations.NullMarked;
