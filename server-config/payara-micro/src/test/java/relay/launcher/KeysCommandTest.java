package relay.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.signing.RfcMail;

/** DKIM on the command line: keys made, shown, and a published one asked for over the DNS. */
class KeysCommandTest {
  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream error = new ByteArrayOutputStream();

  @AfterEach
  void forgetWhatTheCommandTold() {
    System.clearProperty(RelayConfiguration.DATA_PROPERTY);
    System.clearProperty(RelayConfiguration.SETTINGS_PROPERTY);
  }

  @Test
  void shouldMakeKeysInTheDataFolderAndShowThem() {
    String data = folder.resolve("data").toString();

    assertThat(
            relay(
                "dkim",
                "create",
                "example.org",
                "--data",
                data,
                "--selector",
                "a",
                "--rsa-bits",
                "1024"))
        .isZero();
    assertThat(folder.resolve("data/dkim/example.org/a.pem")).exists();
    assertThat(folder.resolve("data/dkim/example.org/a-ed25519.pem")).exists();
    out.reset();

    assertThat(relay("dkim", "show", "example.org", "--data", data)).isZero();
    assertThat(out.toString().lines()).hasSize(2).allMatch(line -> line.contains(" IN TXT ( \""));
  }

  @Test
  void shouldVerifyWithAKeyFromTheResolverOfTheSettings() throws Exception {
    Path mail = Files.writeString(folder.resolve("mail.eml"), RfcMail.SIGNED);
    try (DatagramSocket resolver = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      Thread answering = new Thread(() -> answer(resolver));
      answering.start();
      Path settings =
          Files.writeString(
              folder.resolve("relay.properties"),
              "dns.servers=127.0.0.1:" + resolver.getLocalPort() + "\n");

      int exitCode = relay("diagnose", "dkim", mail.toString(), "--settings", settings.toString());

      assertThat(exitCode).isZero();
      answering.join(5000);
    }
    assertThat(out.toString()).startsWith("{\"result\":\"pass\"");
  }

  @Test
  void shouldSayWhatCanBeDiagnosed() {
    assertThat(relay("diagnose", "weather")).isEqualTo(Refusal.USAGE);

    assertThat(error.toString()).contains("diagnose dkim FILE");
  }

  @Test
  void shouldTellWhatAReplyIsAbout() {
    assertThat(relay("diagnose", "reply", "550 5.1.1 no such user", "--text")).isZero();
    assertThat(out.toString()).startsWith("RECIPIENT_UNKNOWN, hard").contains("no such user");
    out.reset();

    String edge = "550 5.4.1 Recipient address rejected: Access denied";
    assertThat(relay("diagnose", "reply", edge, "--provider", "microsoft", "--json")).isZero();
    assertThat(out.toString())
        .startsWith(
            "{\"code\":550,\"status\":\"5.4.1\",\"class\":\"RECIPIENT_UNKNOWN\",\"hard\":true,")
        .contains("for microsoft");
  }

  @Test
  void shouldTellWhatMailsThatCameBackSay() throws Exception {
    Path bounce =
        Files.writeString(
            folder.resolve("bounce.eml"),
            "Return-Path: <>\nFrom: MAILER-DAEMON@example.net\nTo: alice@example.com\n"
                + "Subject: failure notice\n\nI wasn't able to deliver your message:\n\n"
                + "<bob@example.org>:\nRemote host said: 550 5.1.1 \u00e9 unknown user\n");
    Path note =
        Files.writeString(folder.resolve("note.eml"), "From: b@example.org\nSubject: hi\n\nhi\n");

    int exitCode =
        relay(
            "diagnose",
            "mail",
            bounce.toString(),
            folder.resolve("gone").toString(),
            note.toString());

    assertThat(exitCode).isEqualTo(Refusal.FAILED);
    assertThat(error.toString()).contains("gone cannot be read");
    assertThat(out.toString().lines())
        .containsExactly(
            "{\"kind\":\"bounce\",\"recipients\":[{\"address\":\"bob@example.org\","
                + "\"status\":\"5.1.1\",\"reply\":\"550\",\"class\":\"RECIPIENT_UNKNOWN\","
                + "\"hard\":true,\"diagnostic\":\"550 5.1.1 \\u00e9 unknown user\"}],"
                + "\"feedbackType\":\"\",\"token\":\"\",\"messageId\":\"\"}",
            "{\"kind\":\"other\",\"recipients\":[],"
                + "\"feedbackType\":\"\",\"token\":\"\",\"messageId\":\"\"}");
    assertThat(relay("diagnose", "mail")).isEqualTo(Refusal.USAGE);
  }

  @Test
  void shouldSayWhichProvidersHaveRules() {
    assertThat(relay("diagnose", "reply", "550 no", "--provider", "nobody"))
        .isEqualTo(Refusal.USAGE);
    assertThat(error.toString()).contains("nobody").contains("google").contains("yahoo");
    assertThat(relay("diagnose", "reply")).isEqualTo(Refusal.USAGE);
  }

  @Test
  void shouldJoinTheStringsOfARecordAsTheJdkShowsThem() {
    assertThat(ResolverRecordLookup.joined("\"v=DKIM1; p=AB\" CD")).isEqualTo("v=DKIM1; p=ABCD");
    assertThat(ResolverRecordLookup.joined("\"a \\\"b\\\"\" \"c d\"")).isEqualTo("a \"b\"c d");
    assertThat(ResolverRecordLookup.joined("plain")).isEqualTo("plain");
  }

  /** One question, answered with the key of RFC 8463 in two strings. */
  private static void answer(DatagramSocket resolver) {
    try {
      DatagramPacket question = new DatagramPacket(new byte[512], 512);
      resolver.receive(question);
      int end = 12;
      while (question.getData()[end] != 0) {
        end += question.getData()[end] + 1;
      }
      end += 5;
      byte[] first = "v=DKIM1; k=ed25519; ".getBytes(StandardCharsets.US_ASCII);
      byte[] second =
          "p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=".getBytes(StandardCharsets.US_ASCII);
      ByteBuffer reply = ByteBuffer.allocate(512);
      reply.put(question.getData(), 0, 2).putShort((short) 0x8180);
      reply.putShort((short) 1).putShort((short) 1).putInt(0);
      reply.put(question.getData(), 12, end - 12);
      reply.putShort((short) 0xc00c).putShort((short) 16).putShort((short) 1).putInt(60);
      reply.putShort((short) (first.length + second.length + 2));
      reply.put((byte) first.length).put(first).put((byte) second.length).put(second);
      resolver.send(
          new DatagramPacket(reply.array(), reply.position(), question.getSocketAddress()));
    } catch (IOException e) {
      resolver.close();
    }
  }

  private int relay(String... line) {
    return RelayCommand.run(
        List.of(line),
        new Console(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(error, true, StandardCharsets.UTF_8)));
  }
}
