/** PostgreSQL with an administrator's settings for other programs, which must change no promise. */
@NullMarked
package dev.lastroom.proof.settings;

import org.jspecify.annotations.NullMarked;
