package dev.lastroom.server.cli;

import dev.lastroom.server.access.KeyFile;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Revokes an API key. */
@Command(name = "revoke", description = "Revoke an API key for good. A running server refuses it within a second.")
final class KeysRevokeCommand extends KeysCommand.OnKeyFile {

    private final Console console;

    @Parameters(paramLabel = "ID", description = "The id of the key, as printed by create and list.")
    private String id = "";

    KeysRevokeCommand(Console console, Map<String, String> environment) {
        super(environment);
        this.console = console;
    }

    @Override
    public Integer call() {
        return withFile(file -> {
            if (!file.revoke(id)) {
                throw CommandFailedException.broken(
                        "There is no key with this id in " + file.path() + ": list the ids with lastroom keys list");
            }
            print(file);
            return 0;
        });
    }

    private void print(KeyFile file) {
        int left = file.read().size();
        if (json()) {
            console.line(JsonOutput.write(Map.of("revoked", id, "keysLeft", left)));
            return;
        }
        console.line("Revoked " + id + (left == 0 ? ", the last key in " + file.path() : ""));
        if (left == 0) {
            console.remark("A running server still requires keys. Without the file, a server starts open, on loopback"
                    + " only.");
        }
    }
}
