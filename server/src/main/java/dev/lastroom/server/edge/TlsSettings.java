package dev.lastroom.server.edge;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
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

    private static final Pattern PEM_KEY =
            Pattern.compile("-----BEGIN (ENCRYPTED )?PRIVATE KEY-----([^-]*)-----END (?:ENCRYPTED )?PRIVATE KEY-----");

    private static final List<String> KEY_ALGORITHMS = List.of("RSA", "EC", "EdDSA");

    /** A private key and the certificates that vouch for it, its own first. */
    public record Identity(PrivateKey key, List<X509Certificate> chain) {}

    /** Shows the files, but not the password. */
    @Override
    public String toString() {
        return certificate + (privateKey == null ? "" : " with " + privateKey);
    }

    /**
     * Reads the files.
     *
     * @throws IllegalArgumentException if a file is missing, or holds no certificate and key
     */
    public Identity read() {
        check(certificate);
        if (privateKey != null) {
            check(privateKey);
        }
        try {
            return privateKey == null ? ofPkcs12() : new Identity(pemKey(privateKey), pemChain());
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            // A parser's message about a key may show parts of the key.
            throw unusable(e);
        }
    }

    /** Returns the exception for files that cannot be used. */
    public IllegalArgumentException unusable(Exception cause) {
        return new IllegalArgumentException(
                "the TLS certificate " + this + " cannot be used: a file or the password is wrong", cause);
    }

    private static void check(Path file) {
        if (!Files.isReadable(file)) {
            throw new IllegalArgumentException("the TLS file " + file + " does not exist or cannot be read");
        }
    }

    /** Returns the first private key of the file, under any alias, and its certificates. */
    private Identity ofPkcs12() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(certificate.toFile(), password.toCharArray());
        for (String alias : Collections.list(store.aliases())) {
            if (store.getKey(alias, password.toCharArray()) instanceof PrivateKey key) {
                List<X509Certificate> chain = Arrays.stream(store.getCertificateChain(alias))
                        .map(X509Certificate.class::cast)
                        .toList();
                return new Identity(key, chain);
            }
        }
        throw new KeyStoreException("no private key");
    }

    private List<X509Certificate> pemChain() throws GeneralSecurityException, IOException {
        try (InputStream in = Files.newInputStream(certificate)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        }
    }

    private PrivateKey pemKey(Path file) throws GeneralSecurityException, IOException {
        Matcher pem = PEM_KEY.matcher(Files.readString(file));
        if (!pem.find()) {
            throw new KeyException("no private key");
        }
        byte[] bytes = Base64.getMimeDecoder().decode(pem.group(2));
        PKCS8EncodedKeySpec spec = pem.group(1) == null ? new PKCS8EncodedKeySpec(bytes) : decrypted(bytes);
        for (String algorithm : KEY_ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(spec);
            } catch (InvalidKeySpecException e) {
                // A key of another algorithm.
            }
        }
        throw new KeyException("a private key of an unknown algorithm");
    }

    private PKCS8EncodedKeySpec decrypted(byte[] bytes) throws GeneralSecurityException, IOException {
        EncryptedPrivateKeyInfo encrypted = new EncryptedPrivateKeyInfo(bytes);
        // PBES2 names its algorithm in its parameters.
        AlgorithmParameters parameters = encrypted.getAlgParameters();
        String algorithm =
                encrypted.getAlgName().equals("PBES2") || encrypted.getAlgName().equals("1.2.840.113549.1.5.13")
                        ? String.valueOf(parameters)
                        : encrypted.getAlgName();
        SecretKey key = SecretKeyFactory.getInstance(algorithm).generateSecret(new PBEKeySpec(password.toCharArray()));
        Cipher cipher = Cipher.getInstance(algorithm);
        cipher.init(Cipher.DECRYPT_MODE, key, parameters);
        return encrypted.getKeySpec(cipher);
    }
}
