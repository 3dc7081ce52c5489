// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { IBitcoinRelay } from "../interfaces/IBitcoinRelay.sol";
import { BlockProof, BlockTx, Proof } from "../types/BitcoinTypes.sol";
import { BitcoinBytes } from "./BitcoinBytes.sol";
import { BitcoinMerkle } from "./BitcoinMerkle.sol";
import { BitcoinTx } from "./BitcoinTx.sol";

/// @notice What a verified proof stands for. Only `BitcoinProofs.verify` makes one.
/// @param txid internal byte order
/// @param blockHash of the block that holds the transaction
/// @param height of the block that holds the transaction
/// @param confirmations blocks from there to the tip, both counted
/// @param work chainwork of those blocks
/// @param tipHeight height of the relay's tip
/// @param tipTime time in the tip's header, in seconds
/// @param outputsAt where the output count stands in the transaction
struct Inclusion {
    bytes32 txid;
    bytes32 blockHash;
    uint256 height;
    uint256 confirmations;
    uint256 work;
    uint256 tipHeight;
    uint256 tipTime;
    uint256 outputsAt;
}

/// @title Proofs that a Bitcoin transaction is in the best chain
/// @notice `verify` takes nothing on trust but the relay. The same proof always gives the same answer for the same
/// relay; a changed bit anywhere, a longer index or another depth reverts.
///
/// Units: sats, Bitcoin blocks, seconds; hashes in internal byte order.
/// Assumption: sha256's second preimages stay out of reach; Bitcoin refuses blocks with a mutated tree (CVE-2012-2459).
/// @dev Errors are raised with `require`, not from assembly, so that they stand in the ABI of contracts that use this.
library BitcoinProofs {
    /// @notice Thrown when the transaction given as the block's first is not a coinbase.
    error BitcoinProofs_NotCoinbase();
    /// @notice Thrown when the transaction and the coinbase stand at different depths.
    error BitcoinProofs_DepthMismatch(uint256 depth, uint256 coinbaseDepth);
    /// @notice Thrown when the index has bits beyond the depth of the path.
    error BitcoinProofs_IndexTooLarge(uint256 index, uint256 depth);
    /// @notice Thrown when the path does not lead to the header's root, or leads over a doubled node (CVE-2012-2459).
    error BitcoinProofs_NotInBlock();
    error BitcoinProofs_CoinbaseNotInBlock();
    error BitcoinProofs_HeaderLength(uint256 length);
    /// @notice Thrown when the header is not the one the relay knows at that height; `known` is 0 outside its range.
    error BitcoinProofs_UnknownHeader(uint256 height, bytes32 known);
    error BitcoinProofs_NotConfirmed(uint256 confirmations, uint256 required);

    uint256 internal constant MIN_CONFIRMATIONS = 3;
    uint256 internal constant DEFAULT_CONFIRMATIONS = 6;

    /// @notice Proves that `proof.tx` is in the block at `proof.height` of the relay's chain.
    /// @param required confirmations to ask for; fewer than 3 count as 3
    function verify(Proof calldata proof, IBitcoinRelay relay, uint256 required)
        internal
        view
        returns (Inclusion memory inclusion)
    {
        _verify(proof, relay, required, false, inclusion);
    }

    /// @notice As `verify`, of a transaction of any length: a thief must not escape by making its transaction long.
    function verifyLong(Proof calldata proof, IBitcoinRelay relay) internal view returns (Inclusion memory inclusion) {
        _verify(proof, relay, MIN_CONFIRMATIONS, true, inclusion);
    }

    function _verify(Proof calldata proof, IBitcoinRelay relay, uint256 required, bool long, Inclusion memory inclusion)
        private
        view
    {
        inclusion.height = proof.height;
        bytes32 root = _header(proof.header, relay, inclusion);
        if (required < MIN_CONFIRMATIONS) required = MIN_CONFIRMATIONS;
        require(inclusion.confirmations >= required, BitcoinProofs_NotConfirmed(inclusion.confirmations, required));

        bytes calldata transaction = proof.tx;
        inclusion.outputsAt = long ? BitcoinTx.checkLong(transaction) : BitcoinTx.check(transaction);
        inclusion.txid = BitcoinBytes.sha256d(transaction);

        bytes32[] calldata path = proof.path;
        bytes32[] calldata coinbasePath = proof.coinbasePath;
        uint256 depth = path.length;
        require(depth == coinbasePath.length, BitcoinProofs_DepthMismatch(depth, coinbasePath.length));
        uint256 index = proof.index;
        require(index >> depth == 0, BitcoinProofs_IndexTooLarge(index, depth));
        require(BitcoinMerkle.fold(inclusion.txid, path, index) == root, BitcoinProofs_NotInBlock());

        bytes calldata coinbase = proof.coinbaseTx;
        require(_isCoinbase(coinbase), BitcoinProofs_NotCoinbase());
        require(
            BitcoinMerkle.foldFirst(BitcoinBytes.sha256d(coinbase), coinbasePath) == root,
            BitcoinProofs_CoinbaseNotInBlock()
        );
    }

    /// @notice Proves a block's header and coinbase once for all transactions that `verifyIn` then finds in it.
    /// @return inclusion without txid and outputsAt
    /// @return root of the block's tree
    function verifyBlock(BlockProof calldata proof, IBitcoinRelay relay)
        internal
        view
        returns (Inclusion memory inclusion, bytes32 root)
    {
        inclusion.height = proof.height;
        root = _header(proof.header, relay, inclusion);
        require(
            inclusion.confirmations >= MIN_CONFIRMATIONS,
            BitcoinProofs_NotConfirmed(inclusion.confirmations, MIN_CONFIRMATIONS)
        );
        bytes calldata coinbase = proof.coinbaseTx;
        require(_isCoinbase(coinbase), BitcoinProofs_NotCoinbase());
        require(
            BitcoinMerkle.foldFirst(BitcoinBytes.sha256d(coinbase), proof.coinbasePath) == root,
            BitcoinProofs_CoinbaseNotInBlock()
        );
    }

    /// @notice Proves one transaction of a block that `verifyBlock` accepted, and fills in the rest of `inclusion`.
    /// @param depth of the block's coinbase
    function verifyIn(BlockTx calldata item, uint256 depth, bytes32 root, Inclusion memory inclusion) internal view {
        bytes calldata transaction = item.tx;
        inclusion.outputsAt = BitcoinTx.check(transaction);
        inclusion.txid = BitcoinBytes.sha256d(transaction);
        bytes32[] calldata path = item.path;
        require(path.length == depth, BitcoinProofs_DepthMismatch(path.length, depth));
        require(item.index >> depth == 0, BitcoinProofs_IndexTooLarge(item.index, depth));
        require(BitcoinMerkle.fold(inclusion.txid, path, item.index) == root, BitcoinProofs_NotInBlock());
    }

    /// @dev Fills in what the relay knows and returns the root that the header commits to.
    function _header(bytes calldata header, IBitcoinRelay relay, Inclusion memory inclusion)
        private
        view
        returns (bytes32)
    {
        require(header.length == 80, BitcoinProofs_HeaderLength(header.length));
        bytes32 known;
        uint256 height = inclusion.height;
        (known, inclusion.work, inclusion.tipHeight, inclusion.tipTime) = relay.headerState(height);
        require(known != 0 && known == BitcoinBytes.sha256d(header), BitcoinProofs_UnknownHeader(height, known));
        inclusion.blockHash = known;
        // Checked: a relay that knows a hash above its own tip is broken and must not be believed.
        inclusion.confirmations = inclusion.tipHeight - height + 1;
        return BitcoinBytes.wordAt(header, 36);
    }

    /// @dev One input that spends the null outpoint. The rest needs no look: it is bound by the root, and the first leaf
    /// has one preimage unless that is 64 bytes long.
    function _isCoinbase(bytes calldata coinbase) private pure returns (bool) {
        return coinbase.length > 64 && uint256(BitcoinBytes.wordAt(coinbase, 4)) >> 248 == 1
            && BitcoinBytes.wordAt(coinbase, 5) == 0 && uint256(BitcoinBytes.wordAt(coinbase, 37)) >> 224 == 0xffffffff;
    }
}
