/** PostgreSQL as an administrator sets it for other programs, and what that changes: no promise. */
@NullMarked
package dev.lastroom.proof.settings;

import org.jspecify.annotations.NullMarked;
