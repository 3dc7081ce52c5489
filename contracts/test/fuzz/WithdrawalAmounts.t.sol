// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { IWithdrawalManager } from "../../src/interfaces/IWithdrawalManager.sol";
import { Proof } from "../../src/types/BitcoinTypes.sol";
import { ShareState, ShareView, WithdrawalParams, WithdrawalView } from "../../src/types/WithdrawalTypes.sol";
import { WithdrawalFixture } from "../utils/WithdrawalFixture.sol";

/// @notice Every amount that a call of the withdrawals takes, over all there are, between bounds that have a name.
/// forge-config: ci.fuzz.runs = 256
contract WithdrawalAmountsTest is WithdrawalFixture {
    uint64 private constant ALL_BITCOINS = 21e14;
    uint64 private constant MAX_MINER_FEE = 100_000;
    uint64 private constant DUST = 10_000;

    function setUp() public override {
        super.setUp();
        fill(3, 2 * BTC);
    }

    function testFuzz_Request_TooLarge(uint64 sats) external {
        sats = uint64(bound(sats, ALL_BITCOINS + 1, type(uint64).max));
        _refused(sats, FEE, abi.encodeWithSelector(IWithdrawalManager.WithdrawalManager_AmountTooLarge.selector, sats));
    }

    function testFuzz_Request_MinerFeeTooLarge(uint64 minerFee) external {
        minerFee = uint64(bound(minerFee, MAX_MINER_FEE + 1, type(uint64).max));
        _refused(
            BTC,
            minerFee,
            abi.encodeWithSelector(
                IWithdrawalManager.WithdrawalManager_MinerFeeTooLarge.selector, minerFee, MAX_MINER_FEE
            )
        );
    }

    function testFuzz_Request_TooSmall(uint64 sats, uint64 minerFee) external {
        minerFee = uint64(bound(minerFee, 0, MAX_MINER_FEE));
        uint64 least = system.withdrawals.quoteWithdrawal(BTC, minerFee).minSats;
        sats = uint64(bound(sats, 0, least - 1));
        _refused(
            sats,
            minerFee,
            abi.encodeWithSelector(IWithdrawalManager.WithdrawalManager_AmountTooSmall.selector, sats, least)
        );
    }

    function testFuzz_Request_MoreThanOneHas(uint64 sats) external {
        sats = uint64(bound(sats, system.qpBTC.balanceOf(alice) + 1, ALL_BITCOINS));
        vm.startPrank(alice);
        system.qpBTC.approve(address(system.withdrawals), type(uint256).max);
        vm.expectRevert();
        system.withdrawals.requestWithdrawal(sats, payoutScript, FEE);
        vm.stopPrank();
    }

    /// @dev R7: what is asked for is in shares, or waits, or is the fee; nothing is too small to be paid
    function testFuzz_Request_Between(uint64 sats, uint64 minerFee) external {
        minerFee = uint64(bound(minerFee, 0, MAX_MINER_FEE));
        uint64 least = system.withdrawals.quoteWithdrawal(BTC, minerFee).minSats;
        sats = uint64(bound(sats, least, system.qpBTC.balanceOf(alice)));
        vm.startPrank(alice);
        system.qpBTC.approve(address(system.withdrawals), sats);
        uint256 reqId = system.withdrawals.requestWithdrawal(sats, payoutScript, minerFee);
        vm.stopPrank();
        settleDraw(reqId);
        WithdrawalView memory seen = withdrawal(reqId);
        uint256 sum = uint256(seen.unplacedSats) + seen.unplacedFeeSats;
        for (uint8 share; share < seen.shareCount; ++share) {
            ShareView memory part = shareOf(reqId, share);
            sum += uint256(part.sats) + part.feeSats;
            assertGe(part.payoutSats, DUST, "no payout is dust");
            assertEq(part.sats - part.payoutSats, minerFee, "a miner fee each");
        }
        assertEq(sum, sats, "R7");
        assertGt(seen.shareCount, 0, "somebody holds it");
        assertBooks("R1, R3");
    }

    /// @dev R6: under what is due nothing is burned, from there on exactly the share
    function testFuzz_Verify(uint64 sats, uint64 paid, bool enough) external {
        sats = uint64(bound(sats, 20_000, 19 * BTC / 10));
        uint256 reqId = asked(alice, sats);
        ShareView memory part = shareOf(reqId, 0);
        paid = uint64(enough ? bound(paid, part.payoutSats, ALL_BITCOINS) : bound(paid, 0, part.payoutSats - 1));
        Proof memory proof = payShare(reqId, 0, paid);
        uint256 supply = system.qpBTC.totalSupply();
        if (!enough) vm.expectPartialRevert(IWithdrawalManager.WithdrawalManager_NoSuchOutput.selector);
        system.withdrawals.verifyWithdrawal(reqId, 0, proof);
        assertShare(reqId, 0, enough ? ShareState.Paid : ShareState.Pending, "R6");
        assertEq(supply - system.qpBTC.totalSupply(), enough ? part.sats : 0, "burned");
        assertBooks("R1");
    }

    /// @dev a permit is for exactly what is asked: for more or less of it the tokens stay where they are
    function testFuzz_RequestWithPermit(uint64 sats, uint64 signed, bool same) external {
        (address owner, uint256 key) = makeAddrAndKey("permit owner");
        uint64 all = uint64(system.qpBTC.balanceOf(alice));
        vm.prank(alice);
        system.qpBTC.transfer(owner, all);
        sats = uint64(bound(sats, 20_000, all));
        signed = same ? sats : uint64(bound(signed, 0, type(uint64).max));
        bytes32 what = keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)");
        bytes32 hash = keccak256(
            abi.encode(what, owner, address(system.withdrawals), uint256(signed), uint256(0), block.timestamp)
        );
        (uint8 v, bytes32 r, bytes32 s) =
            vm.sign(key, keccak256(abi.encodePacked(hex"1901", system.qpBTC.DOMAIN_SEPARATOR(), hash)));
        bytes memory call = abi.encodeCall(
            IWithdrawalManager.requestWithdrawalWithPermit, (sats, payoutScript, FEE, block.timestamp, v, r, s)
        );
        vm.prank(owner);
        (bool ok,) = address(system.withdrawals).call(call);
        assertEq(ok, signed == sats, "for exactly that");
        assertEq(system.qpBTC.balanceOf(owner), ok ? all - sats : all, "taken whole or not at all");
    }

    function testFuzz_Params(WithdrawalParams memory p) external {
        bool inside = p.dustSats >= 10_000 && p.dustSats <= 1_000_000 && p.redeemFeeBps <= 200
            && p.latePenaltyBps <= 2000 && p.periodSeconds >= 6 hours && p.periodSeconds <= 7 days
            && p.periodBlocks >= 36 && p.periodBlocks <= 1008;
        if (!inside) vm.expectPartialRevert(IWithdrawalManager.WithdrawalManager_ParameterOutOfBounds.selector);
        system.withdrawals.setParams(p);
        p.dustSats = uint64(bound(p.dustSats, 10_000, 1_000_000));
        p.redeemFeeBps = uint16(bound(p.redeemFeeBps, 0, 200));
        p.latePenaltyBps = uint16(bound(p.latePenaltyBps, 0, 2000));
        p.periodSeconds = uint32(bound(p.periodSeconds, 6 hours, 7 days));
        p.periodBlocks = uint16(bound(p.periodBlocks, 36, 1008));
        system.withdrawals.setParams(p);
        assertEq(keccak256(abi.encode(system.withdrawals.params())), keccak256(abi.encode(p)), "R40: inside its bounds");
    }

    function _refused(uint64 sats, uint64 minerFee, bytes memory reason) private {
        vm.startPrank(alice);
        system.qpBTC.approve(address(system.withdrawals), type(uint256).max);
        vm.expectRevert(reason);
        system.withdrawals.requestWithdrawal(sats, payoutScript, minerFee);
        vm.stopPrank();
    }
}
