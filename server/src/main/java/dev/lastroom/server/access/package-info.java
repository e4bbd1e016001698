/** API keys, the roles they grant, and the rates they may use. */
@NullMarked
package dev.lastroom.server.access;

import org.jspecify.annotations.NullMarked;
