/** API keys, the roles that they grant, and the rate that each may use. */
@NullMarked
package dev.lastroom.server.access;

import org.jspecify.annotations.NullMarked;
