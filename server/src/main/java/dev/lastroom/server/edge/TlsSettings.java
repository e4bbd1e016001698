package dev.lastroom.server.edge;

import io.helidon.common.configurable.Resource;
import io.helidon.common.pki.Keys;
import io.helidon.common.pki.PemKeys;
import io.helidon.common.tls.Tls;
import io.helidon.common.tls.TlsConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The certificate with which the service proves its identity. Immutable and thread-safe.
 *
 * @param certificate a PEM file of the certificate and its issuers, in this order; without a private key, a PKCS12 file
 *     that also holds the private key
 * @param privateKey the PEM file of the private key, PKCS#8; null for PKCS12
 * @param password of the PKCS12 file or the private key; empty for none
 */
public record TlsSettings(Path certificate, @Nullable Path privateKey, String password) {

    private static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

    /** Shows the files, but not the password. */
    @Override
    public String toString() {
        return certificate + (privateKey == null ? "" : " with " + privateKey);
    }

    /**
     * Reads the files.
     *
     * @throws IllegalArgumentException if a file is missing, or holds no certificate and key that belong together
     */
    public Tls tls() {
        check(certificate);
        if (privateKey != null) {
            check(privateKey);
        }
        try {
            TlsConfig.Builder tls = Tls.builder().enabledProtocols(PROTOCOLS);
            if (privateKey == null) {
                usePkcs12(tls);
            } else {
                usePem(tls, privateKey);
            }
            return tls.build();
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            // A parser's message about a key may show parts of the key.
            throw new IllegalArgumentException(
                    "the TLS certificate " + this + " cannot be used: a file or the password is wrong", e);
        }
    }

    private static void check(Path file) {
        if (!Files.isReadable(file)) {
            throw new IllegalArgumentException("the TLS file " + file + " does not exist or cannot be read");
        }
    }

    /** Uses the first private key of the file, under any alias, and its certificates. */
    private void usePkcs12(TlsConfig.Builder tls) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(certificate.toFile(), password.toCharArray());
        for (String alias : Collections.list(store.aliases())) {
            if (store.getKey(alias, password.toCharArray()) instanceof PrivateKey key) {
                List<X509Certificate> chain = Arrays.stream(store.getCertificateChain(alias))
                        .map(X509Certificate.class::cast)
                        .toList();
                tls.privateKey(key).privateKeyCertChain(chain);
                return;
            }
        }
        throw new KeyStoreException("no private key");
    }

    private void usePem(TlsConfig.Builder tls, Path key) {
        PemKeys.Builder pem = PemKeys.builder().key(Resource.create(key)).certChain(Resource.create(certificate));
        if (!password.isEmpty()) {
            pem.keyPassphrase(password);
        }
        Keys keys = Keys.builder().pem(pem.build()).build();
        tls.privateKey(keys).privateKeyCertChain(keys);
    }
}
