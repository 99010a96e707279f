package relay.ejb.delivery;

import java.io.IOException;
import java.io.InputStream;
import relay.domain.mail.Content;
import relay.domain.mail.OctetSearch;
import relay.domain.smtp.SmtpReply;

/**
 * Sends added fields, content and final dot, with dots stuffed (RFC 5321 4.5.2), in as few writes
 * as possible: a small mail is one. A dot after any LF is stuffed, so that no server can take a
 * line of the content for its end. Used once.
 */
final class ContentWriter {
  private static final int BLOCK_OCTETS = 64 * 1024;
  private static final int ROOM_FOR_END = 5;
  private final SmtpSession session;
  private byte[] block;
  private int used;
  private boolean atLineStart = true;
  private boolean dotUnderWay;

  ContentWriter(SmtpSession session) {
    this.session = session;
  }

  /**
   * Sends everything, the final dot included.
   *
   * @throws SessionEnded when the connection broke or the content could not be read
   */
  void send(byte[] addedFields, Content content) throws SessionEnded {
    long expected = addedFields.length + content.size() + content.size() / 64 + ROOM_FOR_END;
    block = new byte[(int) Math.min(BLOCK_OCTETS, expected)];
    put(addedFields, 0, addedFields.length);
    var octets = content.bytes();
    if (octets.isPresent()) {
      stuff(octets.get(), octets.get().length);
    } else {
      stream(content);
    }
    end();
  }

  /** Whether the server may have seen the end: from then on no answer means in doubt. */
  boolean isDotUnderWay() {
    return dotUnderWay;
  }

  private void stream(Content content) throws SessionEnded {
    byte[] part = new byte[BLOCK_OCTETS];
    try (InputStream in = open(content)) {
      for (int n = read(in, part); n > 0; n = read(in, part)) {
        stuff(part, n);
      }
    } catch (SessionEnded e) {
      throw e;
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private InputStream open(Content content) throws SessionEnded {
    try {
      return content.open();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private int read(InputStream in, byte[] part) throws SessionEnded {
    try {
      return in.readNBytes(part, 0, part.length);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private SessionEnded unreadable(IOException e) {
    return session.ended(
        Step.CONTENT,
        SmtpReply.local(451, "4.3.0", "the stored content cannot be read: " + e.getMessage()));
  }

  private void stuff(byte[] octets, int length) throws SessionEnded {
    if (length == 0) {
      return;
    }
    int run = 0;
    if (octets[0] == '.' && atLineStart) {
      putDot();
    }
    // Behind each line feed but one at the very end, which the next part looks after.
    int i = 0;
    while ((i = OctetSearch.lineFeed(octets, i, length) + 1) < length) {
      if (octets[i] == '.') {
        put(octets, run, i - run);
        putDot();
        run = i;
      }
    }
    put(octets, run, length - run);
    atLineStart = octets[length - 1] == '\n';
  }

  private void putDot() throws SessionEnded {
    if (used == block.length) {
      flush();
    }
    block[used++] = '.';
  }

  private void put(byte[] octets, int offset, int length) throws SessionEnded {
    if (length > block.length - used) {
      flush();
    }
    int at = offset;
    int left = length;
    while (left > block.length) {
      session.send(octets, at, block.length);
      at += block.length;
      left -= block.length;
    }
    System.arraycopy(octets, at, block, used, left);
    used += left;
  }

  private void end() throws SessionEnded {
    if (block.length - used < ROOM_FOR_END) {
      flush();
    }
    if (!atLineStart) {
      block[used++] = '\r';
      block[used++] = '\n';
    }
    block[used++] = '.';
    block[used++] = '\r';
    block[used++] = '\n';
    dotUnderWay = true;
    flush();
  }

  private void flush() throws SessionEnded {
    int length = used;
    used = 0;
    session.send(block, 0, length);
  }
}
