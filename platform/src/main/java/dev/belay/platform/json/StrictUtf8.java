package dev.belay.platform.json;

import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.core.io.InputDecorator;
import java.io.ByteArrayInputStream;
import java.io.CharConversionException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * Refuses bytes that are no UTF-8. Jackson reads overlong forms as if they were the characters they stand for, and takes
 * UTF-16 and UTF-32 for JSON; RFC 8259 wants UTF-8 alone. A raw NUL, which those are full of, has no place in JSON either.
 */
final class StrictUtf8 extends InputDecorator {
    private static final long serialVersionUID = 1L;

    @Override
    public InputStream decorate(IOContext context, InputStream in) {
        return new Checked(in);
    }

    @Override
    public InputStream decorate(IOContext context, byte[] bytes, int offset, int length) {
        return new Checked(new ByteArrayInputStream(bytes, offset, length));
    }

    @Override
    public Reader decorate(IOContext context, Reader reader) {
        return reader;
    }

    private static final class Checked extends FilterInputStream {
        private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        private final CharBuffer nowhere = CharBuffer.allocate(1024);
        /** The beginning of a character whose end has not come yet. */
        private final ByteBuffer begun = ByteBuffer.allocate(4);

        Checked(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            if (read < 0) {
                if (begun.position() > 0) {
                    throw new CharConversionException("ends within a character");
                }
                return read;
            }
            check(buffer, offset, read);
            return read;
        }

        private void check(byte[] buffer, int offset, int length) throws CharConversionException {
            ByteBuffer bytes = ByteBuffer.allocate(begun.position() + length);
            bytes.put(begun.flip()).put(buffer, offset, length).flip();
            begun.clear();
            for (int i = offset; i < offset + length; i++) {
                if (buffer[i] == 0) {
                    throw new CharConversionException("NUL");
                }
            }
            CoderResult result;
            do {
                nowhere.clear();
                result = decoder.decode(bytes, nowhere, false);
                if (result.isError()) {
                    throw new CharConversionException("no UTF-8");
                }
            } while (result.isOverflow());
            begun.put(bytes);
        }
    }
}
