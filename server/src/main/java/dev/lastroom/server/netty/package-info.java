/** The web server: HTTP/1 and HTTP/2 on Netty. No other package knows Netty. */
@NullMarked
package dev.lastroom.server.netty;

import org.jspecify.annotations.NullMarked;
