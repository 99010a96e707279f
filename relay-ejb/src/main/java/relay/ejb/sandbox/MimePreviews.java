package relay.ejb.sandbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import relay.domain.sandbox.MailPreview;

/**
 * Takes mails apart with Jakarta Mail, within bounds of depth, parts and size. The first text and
 * the first HTML part are shown.
 */
@ApplicationScoped
public class MimePreviews implements MailPreview.Reader {
  private static final Logger LOG = Logger.getLogger(MimePreviews.class.getName());
  private static final int DEPTH_MAX = 10;
  private static final int PARTS_MAX = 100;
  private static final int TEXT_OCTETS_MAX = 1 << 20;

  private static final class Parts {
    private Optional<String> text = Optional.empty();
    private Optional<String> html = Optional.empty();
    private final List<String> attachments = new ArrayList<>();
    private int seen;
  }

  @Override
  public MailPreview read(byte[] mail) {
    Properties lenient = new Properties();
    lenient.setProperty("mail.mime.ignoreunknownencoding", "true");
    lenient.setProperty("mail.mime.multipart.allowempty", "true");
    try {
      var parts = new Parts();
      look(new MimeMessage(Session.getInstance(lenient), new ByteArrayInputStream(mail)), parts, 0);
      return new MailPreview(parts.text, parts.html, parts.attachments);
    } catch (MessagingException | IOException e) {
      LOG.log(Level.FINE, "a mail in the sandbox is no readable MIME", e);
      return MailPreview.NOTHING;
    }
  }

  private static void look(Part part, Parts parts, int depth)
      throws MessagingException, IOException {
    if (depth > DEPTH_MAX || parts.seen++ > PARTS_MAX) {
      return;
    }
    if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart inner) {
      for (int i = 0; i < inner.getCount(); i++) {
        BodyPart each = inner.getBodyPart(i);
        look(each, parts, depth + 1);
      }
      return;
    }
    boolean isAttached = Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition());
    if (!isAttached && part.isMimeType("text/plain") && parts.text.isEmpty()) {
      parts.text = Optional.of(text(part));
    } else if (!isAttached && part.isMimeType("text/html") && parts.html.isEmpty()) {
      parts.html = Optional.of(text(part));
    } else {
      parts.attachments.add(name(part));
    }
  }

  private static String name(Part part) throws MessagingException {
    String name = part.getFileName();
    return name == null ? String.valueOf(part.getContentType()) : name;
  }

  private static String text(Part part) throws MessagingException, IOException {
    try (InputStream in = part.getInputStream()) {
      return new String(in.readNBytes(TEXT_OCTETS_MAX), charset(part));
    }
  }

  private static Charset charset(Part part) throws MessagingException {
    try {
      String name =
          new jakarta.mail.internet.ContentType(part.getContentType()).getParameter("charset");
      return name == null ? StandardCharsets.UTF_8 : Charset.forName(name);
    } catch (jakarta.mail.internet.ParseException | IllegalArgumentException e) {
      return StandardCharsets.UTF_8;
    }
  }
}
