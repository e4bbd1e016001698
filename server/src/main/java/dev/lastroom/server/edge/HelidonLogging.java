package dev.lastroom.server.edge;

import io.helidon.logging.common.spi.LoggingProvider;

/** Tells the web server, which loads this as a service, that logging is set up already; else it complains at start. */
public final class HelidonLogging implements LoggingProvider {

    @Override
    public void initialization() {}

    @Override
    public void runTime() {}
}
