"""Writes the data files that the tests read, and what NumPy, pandas and safetensors say they hold.

Run it as `python3 data_files.py` in this folder with NumPy 2.4, pandas 3.1 and safetensors 0.8
installed; it replaces the folder `data`.
"""

import io
import json
import pathlib
import shutil
import struct
import zipfile

import numpy as np
import pandas
import safetensors.numpy

FOLDER = pathlib.Path(__file__).parent / "data"
EXPECTED = {}

# The narrowest dtype of Tapebook's that holds every value of NumPy's.
WIDENED = {
    "float16": "float32", "int8": "int32", "int16": "int32", "uint8": "int32", "uint16": "int32",
    "uint32": "int64", "uint64": "int64",
}


def number(value):
    """A number as JSON has it; what JSON lacks is a text."""
    if isinstance(value, (bool, np.bool_)):
        return bool(value)
    if isinstance(value, (int, np.integer)):
        return int(value)
    value = float(value)
    if np.isnan(value):
        return "nan"
    if np.isinf(value):
        return "inf" if value > 0 else "-inf"
    return value


def item(name, array, note=None):
    own = array.dtype.name
    dtype = WIDENED.get(own, own)
    return {
        "name": name, "dtype": dtype, "shape": list(array.shape),
        "values": [number(value) for value in array.astype(dtype).ravel(order="C").tolist()],
        "note": note or (f"{own} in the file" if dtype != own else None),
    }


def expect(file, kind, items, notes=()):
    EXPECTED[file] = {"kind": kind, "items": items, "notes": list(notes)}


def refuse(file, data, message):
    (FOLDER / file).write_bytes(data)
    EXPECTED[file] = {"error": message}


def npy(array, **options):
    stream = io.BytesIO()
    np.lib.format.write_array(stream, array, **options)
    return stream.getvalue()


def save_npy(file, array, **options):
    (FOLDER / file).write_bytes(npy(array, **options))
    expect(file, "single", [item("", array)])


def put(archive, name, data):
    """Adds a member with the format's first time, so that every run writes the same bytes."""
    info = zipfile.ZipInfo(name)
    info.compress_type = archive.compression
    archive.writestr(info, data)


def numpy_files():
    values = np.array([[0, 1, 2.5], [-3, 65504, 6.103515625e-05]])
    for name in ["float16", "float32", "float64"]:
        save_npy(f"{name}.npy", values.astype(name))
    save_npy("half.npy", np.array(
        [0.0, -0.0, 5.960464477539063e-08, 0.333251953125, np.inf, -np.inf, np.nan], np.float16))
    for name in ["int8", "int16", "int32", "int64", "uint8", "uint16", "uint32"]:
        facts = np.iinfo(name)
        save_npy(f"{name}.npy", np.array([facts.min, 0, 1, facts.max], name))
    save_npy("uint64.npy", np.array([0, 2**63 - 1], np.uint64))
    save_npy("bool.npy", np.array([[True, False], [False, True]]))
    save_npy("big.npy", np.arange(6).reshape(2, 3).astype(">i4"))
    save_npy("bigfloat.npy", np.array([1.5, -2.25, 1e300]).astype(">f8"))
    save_npy("fortran.npy", np.asfortranarray(np.arange(24.0).reshape(2, 3, 4)))
    save_npy("scalar.npy", np.array(2.5))
    save_npy("empty.npy", np.zeros((0, 3), np.float32))
    save_npy("version2.npy", np.arange(3), version=(2, 0))
    save_npy("version3.npy", np.arange(3), version=(3, 0))
    good = npy(np.arange(4, dtype=np.int64))
    (FOLDER / "trailing.npy").write_bytes(good + b"abc")
    expect("trailing.npy", "single", [item("", np.arange(4))],
           ["3 bytes behind the array are not read"])

    # What NumPy itself raises, or what tensors cannot hold.
    refuse("truncated.npy", good[:-1], "the file ends within the 32 bytes of an array")
    refuse("header.npy", good[:40], "the file ends within the header")
    refuse("magic.npy", b"\x93NUMPX" + good[6:], "it does not begin with \\x93NUMPY")
    refuse("nothing.npy", b"", "it does not begin with \\x93NUMPY")
    refuse("version9.npy", good[:6] + b"\x09" + good[7:], "version 9.0")
    refuse("huge.npy", good.replace(b"(4,), ", b"(" + b"9" * 18 + b",), ").replace(
        b"(999999999999999999,)", b"(999999999999999999,)"), "more elements than fit in memory")
    refuse("overflow.npy", npy_header("(4294967296, 4294967296)"),
           "more elements than fit in memory")
    refuse("toolong.npy", npy_header("(99999999999999999999,)"), "an extent is no whole number")
    refuse("negative.npy", npy_header("(-1,)"), "an extent is no whole number")
    refuse("notuple.npy", npy_header("(4)"), "the shape is no tuple")
    refuse("terabyte.npy", npy_header("(137438953472,)"), "the file ends within")
    refuse("objects.npy", npy(np.array([{}], object), allow_pickle=True), "Python objects")
    refuse("complex.npy", npy(np.array([1j])), "complex numbers")
    refuse("texts.npy", npy(np.array(["a"])), "tensors of texts")
    refuse("bytes.npy", npy(np.array([b"a"])), "tensors of texts")
    refuse("dates.npy", npy(np.array(["2026-11-26"], "M8[D]")), "dates and times")
    refuse("records.npy", npy(np.zeros(2, [("x", "f4"), ("y", "i4")])), "records")
    refuse("longdouble.npy", npy(np.zeros(2, np.longdouble)), "the element type")
    refuse("uint64max.npy", npy(np.array([1, 2**63], np.uint64)),
           "element 1 of uint64 does not fit int64")


def npy_header(shape):
    text = "{'descr': '<f8', 'fortran_order': False, 'shape': " + shape + ", }"
    text = text.ljust(117) + "\n"
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(text)) + text.encode()


def archives():
    arrays = {
        "x": np.arange(6, dtype=np.float32).reshape(2, 3), "n": np.array([1, -2], np.int16),
        "日本": np.array(True), "a/b": np.zeros((2, 0)),
    }
    items = [item(name, array) for name, array in arrays.items()]
    np.savez(FOLDER / "stored.npz", **arrays)
    np.savez_compressed(FOLDER / "deflated.npz", **arrays)
    np.savez(FOLDER / "positions.npz", np.arange(2.0), np.arange(3))
    expect("stored.npz", "named", items)
    expect("deflated.npz", "named", items)
    expect("positions.npz", "named", [
        item("arr_0", np.arange(2.0)), item("arr_1", np.arange(3))])

    # A stream that cannot be sought is written with data descriptors.
    class Pipe(io.RawIOBase):
        def __init__(self):
            super().__init__()
            self.parts = []

        def writable(self):
            return True

        def write(self, data):
            self.parts.append(bytes(data))
            return len(data)

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        put(archive, "x.npy", npy(arrays["x"]))
        put(archive, "n.npy", npy(arrays["n"]))
    (FOLDER / "stream.npz").write_bytes(b"".join(pipe.parts))
    expect("stream.npz", "named", items[:2])

    with zipfile.ZipFile(FOLDER / "mixed.npz", "w") as archive:
        put(archive, "x.npy", npy(arrays["x"]))
        put(archive, "readme.txt", "hello")
        put(archive, "labels.npy", npy(np.array(["a", "b"])))
        archive.comment = b"a comment at the end"
    expect("mixed.npz", "named", items[:1], [
        "left out: 'readme.txt' is no array", "left out: 'labels' is made of texts"])

    # Sizes and counts as archives beyond 4 GiB have them.
    limits = zipfile.ZIP64_LIMIT, zipfile.ZIP_FILECOUNT_LIMIT
    zipfile.ZIP64_LIMIT, zipfile.ZIP_FILECOUNT_LIMIT = 10, 0
    with zipfile.ZipFile(FOLDER / "large.npz", "w", zipfile.ZIP_DEFLATED) as archive:
        put(archive, "x.npy", npy(arrays["x"]))
        put(archive, "n.npy", npy(arrays["n"]))
    zipfile.ZIP64_LIMIT, zipfile.ZIP_FILECOUNT_LIMIT = limits
    expect("large.npz", "named", items[:2])

    good = (FOLDER / "deflated.npz").read_bytes()
    stored = (FOLDER / "stored.npz").read_bytes()
    refuse("truncated.npz", good[: len(good) // 2], "its directory is missing")
    refuse("text.npz", b"not an archive at all, but long enough", "no ZIP archive")
    place = stored.index(b"\x00\x00\x80?") # 1.0 in the elements of x
    refuse("checksum.npz", stored[:place] + b"\x01" + stored[place + 1:], "the checksum differs")
    with zipfile.ZipFile(FOLDER / "only.npz", "w") as archive:
        put(archive, "labels.npy", npy(np.array(["a", "b"])))
    refuse("only.npz", (FOLDER / "only.npz").read_bytes(), "'labels' in it: there are no tensors")
    with zipfile.ZipFile(FOLDER / "bzip.npz", "w", zipfile.ZIP_BZIP2) as archive:
        put(archive, "x.npy", npy(np.zeros(100)))
    refuse("bzip.npz", (FOLDER / "bzip.npz").read_bytes(), "compressed by method 12")
    bombs(stored)


def bombs(stored):
    """Archives that promise much: by a false size, and by members that share their bytes."""
    with zipfile.ZipFile(FOLDER / "bomb.npz", "w", zipfile.ZIP_DEFLATED) as archive:
        put(archive, "x.npy", npy(np.zeros(100)))
    bomb = bytearray((FOLDER / "bomb.npz").read_bytes())
    directory = bomb.index(b"PK\x01\x02")
    bomb[directory + 24:directory + 28] = struct.pack("<I", 0xFFFF_FFF0)
    refuse("bomb.npz", bytes(bomb), "which deflate cannot reach")
    with zipfile.ZipFile(FOLDER / "shared.npz", "w") as archive:
        put(archive, "x.npy", npy(np.zeros(2)))
    shared = (FOLDER / "shared.npz").read_bytes()
    directory = shared.index(b"PK\x01\x02")
    end = shared.index(b"PK\x05\x06")
    member = shared[directory:end]
    tail = bytearray(shared[end:])
    tail[8:12] = struct.pack("<HH", 2, 2)
    tail[12:16] = struct.pack("<I", 2 * len(member))
    refuse("shared.npz", shared[:directory] + member + member.replace(b"x.npy", b"y.npy")
           + bytes(tail), "share bytes")


def tables():
    def table(file, text, items, kind="named", notes=()):
        (FOLDER / file).write_bytes(text if isinstance(text, bytes) else text.encode())
        expect(file, kind, items, notes)

    def columns(file, text, notes=(), remarks=None, **options):
        """What pandas reads, with int64 that fits 32 bits and float64 as float32."""
        remarks = remarks or {}
        frame = pandas.read_csv(io.BytesIO(text if isinstance(text, bytes) else text.encode()),
                                **options)
        items = []
        for name in frame.columns:
            values = frame[name].to_numpy()
            note = remarks.get(name)
            if values.dtype == np.int64 and (abs(values) < 2**31).all():
                items.append(item(name, values.astype(np.int32), note))
            elif values.dtype == np.float64:
                items.append(item(name, values.astype(np.float32), note))
            elif values.dtype in (np.int64, np.bool_):
                items.append(item(name, values, note))
            else:
                texts = ["" if value is np.nan else str(value) for value in values]
                items.append({"name": name, "texts": texts, "note": note})
        table(file, text, items, notes=notes)

    frame = pandas.DataFrame({
        "height": [1.5, 2.25, 1e-3], "count": [1, 2, 3], "wide": [1, 2**40, -5],
        "is wet": [True, False, True], "name": ["a,b", 'say "hi"', "two\nlines"]})
    columns("frame.csv", frame.to_csv(index=False))
    columns("index.csv", frame.to_csv(), ["left out: the first column, which counts the rows"],
            index_col=0)
    columns("crlf.csv", frame.to_csv(index=False, lineterminator="\r\n"))
    columns("bom.csv", "\ufeff".encode() + frame.to_csv(index=False).encode(),
            encoding="utf-8-sig")
    columns("semicolon.csv", frame.to_csv(index=False, sep=";"), sep=";")
    columns("tab.tsv", frame.to_csv(index=False, sep="\t"), sep="\t")
    columns("comments.csv", "# Source: made up\n# Licence: CC0\n" + frame.to_csv(index=False),
            comment="#")
    numbers = pandas.DataFrame({"x": [1.5, -2.25], "y": [3, 4]})
    columns("decimal.csv", numbers.to_csv(index=False, sep=";", decimal=","),
            ["decimal commas were read"], sep=";", decimal=",")
    columns("missing.csv", "a,b,c\n1,,x\nNA,2.5,\n3,nan,y\n",
            remarks={"a": "1 missing, which are nan", "b": "2 missing, which are nan"})
    columns("question.csv", "a,b\n1,2\n?,3\n", remarks={
        "a": "texts: '?' in line 3 is no number"})
    columns("trailing.csv", "a,b,\n1,2,\n3,4,\n", ["left out: column 3, which is empty"],
            usecols=["a", "b"])
    columns("numbers.csv", "v\n0.1\n123456789012345678901234567890\n1e400\n-1e-400\n"
            "0.1234567890123456789012345678901234567890\n+.5\n7.\n-inf\n")
    header = np.array([[1.5, 2.0], [3.0, -4.25]], np.float32)
    table("matrix.csv", "1.5,2\n3,-4.25\n", [item("", header)], "single")
    table("whole.csv", "1,2\n3,4\n", [item("", np.array([[1, 2], [3, 4]], np.int32))], "single")
    table("blanks.csv", " 1 , 2\n\n3 ,4\n", [
        item("", np.array([[1, 2], [3, 4]], np.int32))], "single")
    table("unnamed.csv", "1,a\n2,b\n", [
        item("column_1", np.array([1, 2], np.int32)),
        {"name": "column_2", "texts": ["a", "b"], "note": None}])
    table("headeronly.csv", "a,b\n", [
        item("a", np.zeros(0, np.float32)), item("b", np.zeros(0, np.float32))])

    refuse("ragged.csv", b"a,b\n1,2\n3\n", "line 3: it has 1 cell, and the first row has 2")
    refuse("open.csv", b'a,b\n1,"2\n3,4\n', "line 2: a text in quotes begins here")
    refuse("behind.csv", b'a,b\n1,"2"3\n', "something stands behind a text in quotes")
    refuse("latin.csv", "a,b\n1,é\n".encode("latin-1"), "line 2: a cell is not UTF-8")
    refuse("utf16.csv", "a,b\n1,2\n".encode("utf-16"), "UTF-16")
    refuse("empty.csv", b"", "no rows")
    refuse("binary.csv", npy(np.arange(3)), "byte 7 is zero")


def safe_files():
    arrays = {
        "weight": np.arange(6, dtype=np.float32).reshape(2, 3), "half": np.array([0.5], np.float16),
        "n": np.array([1, 2], np.int64), "u": np.array([255], np.uint8),
        "flag": np.array([True, False]), "none": np.zeros((0, 2), np.float64)}
    safetensors.numpy.save_file(arrays, FOLDER / "good.safetensors", {"by": "us"})
    length = struct.unpack("<Q", (FOLDER / "good.safetensors").read_bytes()[:8])[0]
    header = json.loads((FOLDER / "good.safetensors").read_bytes()[8:8 + length])
    names = [name for name in header if name != "__metadata__"]
    expect("good.safetensors", "named", [item(name, arrays[name]) for name in names])

    def made(header, data):
        text = header if isinstance(header, bytes) else json.dumps(header).encode()
        return struct.pack("<Q", len(text)) + text + data

    def tensor(dtype, shape, *offsets):
        return {"dtype": dtype, "shape": shape, "data_offsets": list(offsets)}

    one = {"weight": np.array([[1.5, -2.0]], np.float32)}
    safetensors.numpy.save_file(one, FOLDER / "one.safetensors")
    expect("one.safetensors", "named", [item("weight", one["weight"])])

    bfloat = np.array([1.0, -2.5, 3.140625], np.float32)
    bits = (bfloat.view(np.uint32) >> 16).astype(np.uint16).tobytes()
    (FOLDER / "bfloat.safetensors").write_bytes(made({"x": tensor("BF16", [3], 0, 6)}, bits))
    expect("bfloat.safetensors", "named", [item("x", bfloat, "bfloat16 in the file")])
    (FOLDER / "float8.safetensors").write_bytes(made(
        {"x": tensor("F8_E4M3", [2], 0, 2), "y": tensor("U8", [1], 2, 3)}, b"\0\0\7"))
    expect("float8.safetensors", "named", [item("y", np.array([7], np.uint8))],
           ["left out: 'x' is made of F8_E4M3"])

    good = (FOLDER / "good.safetensors").read_bytes()
    refuse("truncated.safetensors", good[:-1], "do not lie within")
    refuse("short.safetensors", good[:5], "the file ends within the header's length")
    refuse("length.safetensors", struct.pack("<Q", 2**40) + good[8:], "not the length of a header")
    refuse("text.safetensors", b"hello world, this is text", "not the length of a header")
    refuse("brace.safetensors", made(b" {}", b""), "does not begin with {")
    refuse("json.safetensors", made(b'{"x": [', b""), "the header is no JSON")
    refuse("twice.safetensors", made(
        b'{"x":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},'
        b'"x":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}}', b"\0\0"), "two arrays of the name")
    refuse("overlap.safetensors", made(
        {"x": tensor("U8", [2], 0, 2), "y": tensor("U8", [2], 1, 3)}, b"\0\0\0"), "shares bytes")
    refuse("hole.safetensors", made(
        {"x": tensor("U8", [1], 0, 1), "y": tensor("U8", [1], 2, 3)}, b"\0\0\0"), "leaves a hole")
    refuse("rest.safetensors", made({"x": tensor("U8", [1], 0, 1)}, b"\0\0"), "belong to no array")
    refuse("size.safetensors", made({"x": tensor("F32", [2], 0, 4)}, b"\0" * 4), "take 8")
    refuse("overflow.safetensors", made(
        {"x": tensor("F32", [2**40, 2**40], 0, 4)}, b"\0" * 4), "more elements than fit in memory")
    refuse("negative.safetensors", made({"x": tensor("F32", [-1], 0, 4)}, b"\0" * 4), "no whole")
    refuse("dtype.safetensors", made({"x": tensor("F33", [1], 0, 4)}, b"\0" * 4), "F33")
    refuse("metadata.safetensors", made({"__metadata__": {"a": 1}}, b""), "no map from texts")
    refuse("deep.safetensors", made(b'{"x":' + b"[" * 5000, b""), "the header is no JSON")


def main():
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir()
    numpy_files()
    archives()
    tables()
    safe_files()
    text = json.dumps(EXPECTED, indent=1, sort_keys=True, ensure_ascii=False)
    (FOLDER / "expected.json").write_text(text + "\n")


main()
