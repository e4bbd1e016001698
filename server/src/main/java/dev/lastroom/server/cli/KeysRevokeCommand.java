package dev.lastroom.server.cli;

import dev.lastroom.server.access.KeyFile;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Revokes an API key. */
@Command(
        name = "revoke",
        description = "Revoke an API key: a running service refuses it within a second, and for good.")
final class KeysRevokeCommand extends KeysCommand.OnKeyFile {

    private final Console console;

    @Parameters(paramLabel = "ID", description = "The id of the key, as create and list print it.")
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
                        "There is no key of this id in " + file.path() + ": see lastroom keys list");
            }
            print(file);
            return 0;
        });
    }

    private void print(KeyFile file) {
        int left = file.read().size();
        if (json()) {
            console.line(Json.write(Map.of("revoked", id, "keysLeft", left)));
            return;
        }
        console.line("Revoked " + id + (left == 0 ? ", the last key in " + file.path() : ""));
        if (left == 0) {
            console.remark("The service goes on asking for keys; without the file it starts open, on loopback only.");
        }
    }
}
