package dev.lastroom.server.cli;

import picocli.CommandLine.IVersionProvider;

/** The version, as the jar's manifest says it. */
public final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {"lastroom " + (version == null ? "(not packaged)" : version), "Java " + Runtime.version()};
    }
}
