"""Reads with NumPy, and with safetensors and pandas where they are there, what Tapebook writes.

Run it as `python3 check_written.py TAPEBOOK`, with the path of the program.
"""

import pathlib
import subprocess
import sys
import tempfile
import zipfile

import numpy as np

CODE = """
import numpy as np
f = constant([[1.5, -2.25, 1e-30], [0.1, 3e38, -0.0]])
d = np.array([[0.1, 1e300]])
i = constant([1, -2147483648])
l = np.array([2305843009213693952, 4611686018427387904])
b = constant([True, False])
s = constant(7.5)
e = zeros((0, 3))
重み = Variable([1., 2.])
vars --save {folder}/all.npz
vars --save {folder}/all.safetensors
vars --save {folder}/f.npy f
vars --save {folder}/s.npy s
vars --save {folder}/f.csv f
vars --save {folder}/columns.csv i b
vars --save {folder}/columns.tsv i b
np.save('{folder}/numpy', np.arange(3))
np.savez('{folder}/numpy.npz', np.ones((2, 2)), y=[1, 2])
np.savez_compressed('{folder}/small.npz', z=np.zeros((300, 300)))
""".strip()

EXPECTED = {
    "f": np.array([[1.5, -2.25, 1e-30], [0.1, 3e38, -0.0]], np.float32),
    "d": np.array([[0.1, 1e300]]), "i": np.array([1, -2147483648], np.int32),
    "l": np.array([2**61, 2**62], np.int64),
    "b": np.array([True, False]), "s": np.array(7.5, np.float32),
    "e": np.zeros((0, 3), np.float32), "重み": np.array([1, 2], np.float32),
}


def check(what, array, expected):
    array = np.asarray(array)
    assert array.dtype == expected.dtype, (what, array.dtype, expected.dtype)
    assert array.shape == expected.shape, (what, array.shape, expected.shape)
    assert array.tobytes() == expected.tobytes(), (what, array, expected)


def optional(module):
    try:
        return __import__(module, fromlist=["numpy"])
    except ImportError:
        print(f"skipped: {module} is not installed")
        return None


def main(program):
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([program], input=CODE.format(folder=folder), text=True, check=True,
                       stdout=subprocess.DEVNULL)
        folder = pathlib.Path(folder)
        with np.load(folder / "all.npz") as archive:
            assert sorted(archive.files) == sorted(EXPECTED), archive.files
            for name, expected in EXPECTED.items():
                check(name, archive[name], expected)
        for name in ["all.npz", "numpy.npz", "small.npz"]:
            assert zipfile.ZipFile(folder / name).testzip() is None
        check("f.npy", np.load(folder / "f.npy"), EXPECTED["f"])
        check("s.npy", np.load(folder / "s.npy"), EXPECTED["s"])
        check("numpy.npy", np.load(folder / "numpy.npy"), np.arange(3))
        with np.load(folder / "numpy.npz") as archive:
            check("arr_0", archive["arr_0"], np.ones((2, 2)))
            check("y", archive["y"], np.array([1, 2]))
        check("z", np.load(folder / "small.npz")["z"], np.zeros((300, 300)))
        assert (folder / "small.npz").stat().st_size < 2000
        check("f.csv", np.loadtxt(folder / "f.csv", np.float32, delimiter=","), EXPECTED["f"])
        if safetensors := optional("safetensors.numpy"):
            arrays = safetensors.load_file(folder / "all.safetensors")
            assert sorted(arrays) == sorted(EXPECTED), arrays.keys()
            for name, expected in EXPECTED.items():
                check(name, arrays[name], expected)
        if pandas := optional("pandas"):
            for name, delimiter in [("columns.csv", ","), ("columns.tsv", "\t")]:
                frame = pandas.read_csv(folder / name, sep=delimiter)
                assert list(frame.columns) == ["i", "b"], frame.columns
                check("i", frame["i"].to_numpy().astype(np.int32), EXPECTED["i"])
                check("b", frame["b"].to_numpy(), EXPECTED["b"])
    print("NumPy reads what Tapebook writes")


main(sys.argv[1])
