package relay.domain.signing;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.security.Provider;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Tells what signing a mail costs, with real keys and with an engine that does nothing. Not a test;
 * run it when the signer changes. Arguments: class name of another RSA provider, if any.
 */
final class SigningSpeed {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private SigningSpeed() {}

  public static void main(String[] arguments) throws Exception {
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    List<ReadyKey> keys = TestKeys.forExampleOrg().keysFor(TestKeys.EXAMPLE_ORG);
    ReadyKey idle = new ReadyKey(keys.get(0).key(), octets -> new byte[256]);
    for (int octets : new int[] {1024, 10 * 1024, 5 * 1024 * 1024}) {
      byte[] mail = mail(octets);
      measure(out, "no key, " + octets, mail, List.of(idle));
      measure(out, "RSA-2048 of the JDK, " + octets, mail, keys.subList(0, 1));
      measure(out, "Ed25519, " + octets, mail, keys.subList(1, 2));
      if (arguments.length > 0) {
        SigningKey rsa = keys.get(0).key();
        Provider provider =
            (Provider) Class.forName(arguments[0]).getDeclaredConstructor().newInstance();
        ReadyKey other = new ReadyKey(rsa, SignatureEngines.of(provider).engineFor(rsa));
        measure(out, "RSA-2048 of " + provider.getName() + ", " + octets, mail, List.of(other));
        measure(out, "the same and Ed25519, " + octets, mail, List.of(other, keys.get(1)));
      }
    }
  }

  private static void measure(PrintStream out, String what, byte[] mail, List<ReadyKey> keys) {
    DkimSigner signer = Signing.signer((tenant, domain) -> keys);
    double best = Double.MAX_VALUE;
    for (int round = 0; round < 6; round++) {
      int count = 0;
      // The thread's own time: other processes on the machine do not count.
      long start = THREADS.getCurrentThreadCpuTime();
      long end = start + TimeUnit.MILLISECONDS.toNanos(300);
      while (THREADS.getCurrentThreadCpuTime() < end) {
        Signing.sign(signer, mail);
        count++;
      }
      best = Math.min(best, (THREADS.getCurrentThreadCpuTime() - start) / 1000.0 / count);
    }
    out.println(what + " octets: " + Math.round(best * 10) / 10.0 + " us of CPU a mail");
  }

  private static byte[] mail(int octets) {
    Random random = new Random(1);
    StringBuilder mail =
        new StringBuilder(
            """
            Received: from client.example.org (client.example.org [192.0.2.1])
            	by relay.example.org with ESMTPSA id abc; Sat, 21 Nov 2026 10:00:00 +0000
            Message-ID: <20261121100000.1@example.org>
            Date: Sat, 21 Nov 2026 10:00:00 +0000
            From: Ann Author <ann@example.org>
            To: Bob Reader <bob@example.net>
            Subject: The figures of the week
            MIME-Version: 1.0
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: 8bit

            """);
    int column = 0;
    while (mail.length() < octets) {
      int word = 1 + random.nextInt(9);
      mail.append("abcdefghij", 0, word);
      column += word + 1;
      mail.append(column > 70 ? "\n" : " ");
      column = column > 70 ? 0 : column;
    }
    return Signing.mail(mail.append('\n').toString());
  }
}
