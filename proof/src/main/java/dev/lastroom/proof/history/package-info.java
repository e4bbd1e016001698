/** What clients asked, what they were told, and when. */
@NullMarked
package dev.lastroom.proof.history;

import org.jspecify.annotations.NullMarked;
