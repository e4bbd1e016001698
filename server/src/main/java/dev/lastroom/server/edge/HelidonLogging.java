package dev.lastroom.server.edge;

import io.helidon.logging.common.spi.LoggingProvider;

/**
 * Tells the web server, which loads this as a service, that logging is already set up. Otherwise, it complains at
 * start.
 */
public final class HelidonLogging implements LoggingProvider {

    @Override
    public void initialization() {}

    @Override
    public void runTime() {}
}
